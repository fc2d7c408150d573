import { SMTPServer } from 'smtp-server';

/** A mail as it came over the line. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly messageId: string;
}

export interface TestMailServer {
  readonly port: number;
  readonly url: string;
  readonly mails: ReceivedMail[];
  readonly close: () => Promise<void>;
}

/** A real mail server on loopback. `answer` may refuse a mail (an error with `responseCode`) or keep it waiting. */
export const testMailServer = async (
  options: {
    readonly port?: number;
    readonly recipient?: (address: string) => { readonly code: number; readonly text: string } | undefined;
    readonly taken?: (mail: ReceivedMail) => Promise<void>;
  } = {},
): Promise<TestMailServer> => {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => {
      const refused = options.recipient?.(address);
      done(refused ? Object.assign(new Error(refused.text), { responseCode: refused.code }) : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => void parts.push(part));
      stream.on('end', () => {
        const raw = Buffer.concat(parts).toString('utf8');
        const { mailFrom, rcptTo } = session.envelope;
        const mail: ReceivedMail = {
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          messageId: /^message-id: (\S+)/im.exec(raw)?.[1] ?? '',
        };
        mails.push(mail);
        const answer = async (): Promise<void> => {
          await options.taken?.(mail);
          done();
        };
        void answer();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as { port: number };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const decoded = (text: string): string =>
  text.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, body: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(body, 'base64').toString('utf8')
      : Buffer.from(
          body
            .replaceAll('_', ' ')
            .replaceAll(/=([0-9A-F]{2})/gi, (_hex, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString('utf8'),
  );

/** The headers of a mail by lower-case name, unfolded and decoded. */
export const headersOf = ({ raw }: ReceivedMail): ReadonlyMap<string, string> => {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [
        line.slice(0, at).toLowerCase(),
        decoded(
          line
            .slice(at + 1)
            .trim()
            .replaceAll(/\?=\s+=\?/g, '?==?'),
        ),
      ] as const;
    }),
  );
};

/** The text of a mail. */
export const textOf = (mail: ReceivedMail): string => {
  const body = mail.raw.slice(mail.raw.indexOf('\r\n\r\n') + 4);
  const encoding = headersOf(mail).get('content-transfer-encoding');
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
};
