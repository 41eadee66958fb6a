package io.rootmon.state;

/**
 * One alert in one channel.
 *
 * @param alert what the alert tells of, such as an event's id
 */
public record DeliveryKey(String alert, String channel) {}
