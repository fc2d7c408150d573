import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';

export interface ReceivedPost {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A real receiver of webhooks on loopback; `answer` decides what it says. */
export const testHookServer = async (
  answer: (post: ReceivedPost, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly posts: ReceivedPost[]; readonly close: () => Promise<void> }> => {
  const posts: ReceivedPost[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const post = {
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
        path: request.url ?? '',
      };
      posts.push(post);
      answer(post, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
