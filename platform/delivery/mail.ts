import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { type Outcome, oneLine } from './fault.ts';
import type { DeliverySettings } from './settings.ts';

export interface Mail {
  /** Number of the envelope: the Message-ID, the same over all attempts. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Date of the mail: when it was made, the same over all attempts. */
  readonly date: Date;
}

export interface Mailer {
  /** Hands a mail to the mail server and tells what became of it; never throws. */
  readonly send: (mail: Mail) => Promise<Outcome>;
  readonly close: () => void;
}

interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

/** What an error of the mail server means for the mail and for all others. */
export const outcomeOfSmtpError = (error: SmtpError): Outcome => {
  const detail = oneLine(error.response ?? error.message ?? error.code ?? '');
  const { code = '', command = '', responseCode } = error;
  if (code === 'EAUTH' || code === 'ENOAUTH') return { kind: 'channel-down', fault: 'sign-in', detail };
  if (code === 'ETLS' || code === 'EREQUIRETLS') return { kind: 'channel-down', fault: 'no-encryption', detail };
  if (code === 'ETIMEDOUT') return { kind: 'channel-down', fault: 'timeout', detail };
  if (code === 'EDNS') return { kind: 'channel-down', fault: 'name', detail };
  if (responseCode === undefined) return { kind: 'channel-down', fault: 'unreachable', detail };
  // 421: the whole server takes its leave; before RCPT nothing is about this mail.
  if (responseCode === 421 || command === 'CONN' || command === 'EHLO' || command === 'HELO')
    return { kind: 'channel-down', fault: 'busy', detail };
  if (responseCode >= 500)
    return { kind: 'refused', fault: command.startsWith('RCPT') ? 'address' : 'refused', detail };
  return { kind: 'later', fault: 'busy', detail };
};

const isHere = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** A connection to the mail server of the deployment. A password never goes over an open line to another machine. */
export const openMailer = ({ server, from }: NonNullable<DeliverySettings['mail']>): Mailer => {
  const url = new URL(server);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  const transport = createTransport({
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isHere(host) && user !== '',
    ignoreTLS: isHere(host) && !secure,
    pool: true,
    maxConnections: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
  });
  const domain = /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ id, to, subject, text, date }) => {
      try {
        await transport.sendMail({
          from,
          // As an object it is one address whatever stands in it.
          to: { name: '', address: to },
          messageId: `<${id}@${domain}>`,
          date,
          subject: oneLine(subject, 200),
          text,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { kind: 'taken' };
      } catch (error) {
        return outcomeOfSmtpError(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
};
