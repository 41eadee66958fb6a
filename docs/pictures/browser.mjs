// Takes screenshots in Chromium by the DevTools protocol over a pipe, so that no package is needed.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Browser {
  #process;
  #profile = mkdtempSync(join(tmpdir(), 'pictures-'));
  #next = 1;
  #waiting = new Map();
  #session;

  async start(program) {
    this.#process = spawn(
      program,
      ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking',
        '--hide-scrollbars', '--force-color-profile=srgb', `--user-data-dir=${this.#profile}`,
        '--remote-debugging-pipe', 'about:blank'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    let buffer = '';
    this.#process.stdio[4].on('data', (data) => {
      buffer += data;
      for (let end; (end = buffer.indexOf('\0')) >= 0; buffer = buffer.slice(end + 1)) {
        const message = JSON.parse(buffer.slice(0, end));
        const call = this.#waiting.get(message.id ?? `event ${message.method}`);
        if (call) {
          this.#waiting.delete(message.id ?? `event ${message.method}`);
          message.error ? call.reject(new Error(message.error.message)) : call.resolve(message.result ?? message.params);
        }
      }
    });
    const { targetInfos } = await this.#call('Target.getTargets');
    const page = targetInfos.find((it) => it.type === 'page');
    const { sessionId } = await this.#call('Target.attachToTarget', { targetId: page.targetId, flatten: true });
    this.#session = sessionId;
    await this.#call('Page.enable');
  }

  #call(method, params = {}) {
    const id = this.#next++;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
    return answer;
  }

  #event(method) {
    return new Promise((resolve, reject) => this.#waiting.set(`event ${method}`, { resolve, reject }));
  }

  /** Returns a PNG of a file, at most maxHeight pixels high. */
  async screenshot(url, { width, dark = false, maxHeight, minHeight = 0 }) {
    await this.#call('Emulation.setDeviceMetricsOverride',
      { width, height: Math.max(minHeight, 200), deviceScaleFactor: 1, mobile: width < 500 });
    await this.#call('Emulation.setEmulatedMedia',
      { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
    const loaded = this.#event('Page.loadEventFired');
    await this.#call('Page.navigate', { url });
    await loaded;
    const { result } = await this.#call('Runtime.evaluate', { expression: 'document.documentElement.scrollHeight' });
    const height = Math.min(Math.max(result.value, minHeight), maxHeight);
    const { data } = await this.#call('Page.captureScreenshot',
      { format: 'png', captureBeyondViewport: true, clip: { x: 0, y: 0, width, height, scale: 1 } });
    return Buffer.from(data, 'base64');
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.#call('Browser.close').catch(() => {});
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
