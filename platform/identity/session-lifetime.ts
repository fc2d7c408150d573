/** Hours after which a session ends: without a request, and in any case. */
export const sessionLifetime = { idleHours: 8, absoluteHours: 24 } as const;

const hour = 3_600_000;

/** Whether a session is still good. */
export const isAlive = (session: { readonly createdAt: Date; readonly lastSeenAt: Date }, now: Date): boolean =>
  now.getTime() - session.lastSeenAt.getTime() < sessionLifetime.idleHours * hour &&
  now.getTime() - session.createdAt.getTime() < sessionLifetime.absoluteHours * hour;
