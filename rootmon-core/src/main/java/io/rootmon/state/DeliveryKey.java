package io.rootmon.state;

/**
 * One alert in one channel.
 *
 * @param alert the subject of the alert, such as an event's id
 */
public record DeliveryKey(String alert, String channel) {}
