import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { quantile } from './figure.ts';

/**
 * The load generator, a process of its own: 64 connections on loopback that each ask for the next path as soon as they have their
 * answer, until the given number of requests or seconds is reached. Plain sockets, so that it takes little of the machine.
 * Arguments: port, file with a path a line, requests, seconds, and an API token where one is needed. Prints one line of JSON.
 */
const [port, file, most, seconds, token] = process.argv.slice(2);
const authorization = token === undefined ? '' : `authorization: Bearer ${token}\r\n`;
const paths = readFileSync(file ?? '', 'utf8')
  .trim()
  .split('\n');
const connections = 64;
const times: number[] = [];
let asked = 0;
let bad = 0;
const started = performance.now();
const until = started + Number(seconds) * 1000;

const drive = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let since = 0;
    let wanted = -1;
    let got = 0;
    const ask = (): void => {
      if (asked >= Number(most) || performance.now() > until) {
        socket.end();
        resolve();
        return;
      }
      wanted = -1;
      got = 0;
      since = performance.now();
      socket.write(
        `GET ${paths[asked++ % paths.length]} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\nconnection: keep-alive\r\n${authorization}\r\n`,
      );
    };
    socket.setNoDelay(true);
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      got += chunk.length;
      if (wanted < 0) {
        // The head of these answers is far below one packet; it comes whole.
        const end = chunk.indexOf('\r\n\r\n');
        const head = chunk.toString('latin1', 0, end).toLowerCase();
        if (!head.startsWith('http/1.1 200')) bad += 1;
        wanted = end + 4 + Number(/content-length: (\d+)/.exec(head)?.[1] ?? Number.NaN);
        if (!Number.isFinite(wanted)) return reject(new Error(`no content-length: ${head}`));
      }
      if (got < wanted) return;
      times.push(performance.now() - since);
      ask();
    });
  });

await Promise.all(Array.from({ length: connections }, drive));
const elapsed = (performance.now() - started) / 1000;
process.stdout.write(
  `${JSON.stringify({ perSecond: times.length / elapsed, p99: quantile(times, 0.99), requests: times.length, bad })}\n`,
);
