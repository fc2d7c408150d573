import type { Tx } from '#platform/database/index.ts';

/** Enters an endpoint of an inbox; undefined where the inbox has one of this address that is not closed. `secret`: the key that signs, raw bytes. */
export const insertEndpoint = async (
  tx: Tx,
  endpoint: {
    readonly inbox: string;
    readonly url: string;
    readonly secret: Uint8Array;
    readonly at: Date;
    readonly by: string | null;
  },
): Promise<number | undefined> =>
  (
    await tx.query<{ id: number }>(
      `insert into delivery.endpoint (inbox, url, secret, created_at, created_by) values ($1, $2, $3, $4, $5)
       on conflict (inbox, url) where state <> 'closed' do nothing returning id`,
      [endpoint.inbox, endpoint.url, endpoint.secret, endpoint.at, endpoint.by],
    )
  )[0]?.id;

/** Whether the registers know whoever an inbox belongs to. */
export const inboxExists = async (tx: Tx, inbox: string): Promise<boolean> =>
  (await tx.query<{ known: boolean }>('select delivery.name_of($1) is not null as known', [inbox]))[0]?.known === true;

/** An endpoint, locked until the transaction ends. */
export const lockEndpoint = async (
  tx: Tx,
  id: number,
): Promise<{ readonly state: 'active' | 'stopped' | 'closed'; readonly url: string } | undefined> =>
  (
    await tx.query<{ state: 'active' | 'stopped' | 'closed'; url: string }>(
      'select state, url from delivery.endpoint where id = $1 for update',
      [id],
    )
  )[0];

/** Starts an endpoint again: at once, as if it had never failed. */
export const startEndpoint = async (tx: Tx, id: number, at: Date): Promise<void> => {
  await tx.query(
    `update delivery.endpoint set state = 'active', failing_since = null, failures = 0, next_at = $2, fault = null, fault_detail = null
      where id = $1`,
    [id, at],
  );
};

/** Closes an endpoint for good; what waited for it is given up. */
export const closeEndpoint = async (tx: Tx, id: number): Promise<void> => {
  await tx.query(`update delivery.endpoint set state = 'closed' where id = $1`, [id]);
  await tx.query(
    `update delivery.post set state = 'dead', locked_until = null, fault = 'closed', fault_detail = ''
      where endpoint_id = $1 and state in ('waiting', 'sending')`,
    [id],
  );
};

/** Gives an endpoint another key, which signs from now on. */
export const storeSecret = async (tx: Tx, id: number, secret: Uint8Array): Promise<void> => {
  await tx.query('update delivery.endpoint set secret = $2 where id = $1', [id, secret]);
};

/** Puts a mail that was given up back; false where it was not. Its Message-ID stays. */
export const reviveEnvelope = async (tx: Tx, id: string, at: Date): Promise<boolean> =>
  (
    await tx.query(
      `update delivery.envelope e set state = 'waiting', attempts = 0, next_at = $2,
              address = coalesce((select d.address from delivery.address d where d.account_id = e.account_id), address)
        where id = $1 and state = 'dead' and purpose = 'messages'
          and not exists (select from delivery.envelope o where o.account_id = e.account_id and o.state in ('waiting', 'sending')
                             and o.purpose = 'messages')
       returning id`,
      [id, at],
    )
  ).length > 0;

/** Puts a post that was given up back; the endpoint, or undefined where it was not. Its key stays. */
export const revivePost = async (tx: Tx, id: number): Promise<number | undefined> =>
  (
    await tx.query<{ endpointId: number }>(
      `update delivery.post p set state = 'waiting', attempts = 0 from delivery.endpoint e
        where p.id = $1 and p.state = 'dead' and e.id = p.endpoint_id and e.state <> 'closed' returning p.endpoint_id as "endpointId"`,
      [id],
    )
  )[0]?.endpointId;

export interface OwnAddress {
  readonly address: string | null;
  readonly wanted: string | null;
}

/** The address that an account has proved, and the one that it wants and has not proved yet. */
export const findOwnAddress = async (tx: Tx, account: string): Promise<OwnAddress | undefined> =>
  (await tx.query<OwnAddress>('select address, wanted from delivery.address where account_id = $1', [account]))[0];

/** How many codes were mailed for an account since an instant. */
export const countCodes = async (tx: Tx, account: string, since: Date): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) as count from delivery.envelope where account_id = $1 and purpose = 'code' and created_at > $2`,
    [account, since],
  );
  return row?.count ?? 0;
};

/** Notes the address that an account wants, and puts the mail with the code in. */
export const storeWanted = async (
  tx: Tx,
  wanted: {
    readonly account: string;
    readonly address: string;
    readonly code: Uint8Array;
    readonly until: Date;
    readonly language: string;
    readonly subject: string;
    readonly text: string;
    readonly at: Date;
  },
): Promise<void> => {
  await tx.query(
    `insert into delivery.address (account_id, wanted, code_sha256, code_until, language) values ($1, $2, $3, $4, $5)
     on conflict (account_id) do update set wanted = excluded.wanted, code_sha256 = excluded.code_sha256, code_attempts = 0,
       code_until = excluded.code_until, language = excluded.language`,
    [wanted.account, wanted.address, wanted.code, wanted.until, wanted.language],
  );
  // A code that still waits to be sent is of no use any more.
  await tx.query(
    `update delivery.envelope set state = 'dead', text = '', fault = 'closed', fault_detail = ''
      where account_id = $1 and purpose = 'code' and state = 'waiting'`,
    [wanted.account],
  );
  await tx.query(
    `insert into delivery.envelope (account_id, address, purpose, subject, text, next_at, created_at) values ($1, $2, 'code', $3, $4, $5, $5)`,
    [wanted.account, wanted.address, wanted.subject, wanted.text, wanted.at],
  );
};

export interface PendingCode {
  readonly code: Uint8Array | null;
  readonly until: string | null;
  readonly attempts: number;
}

/** The code that was mailed to an account, as SHA-256, locked: who guesses twice at once is counted twice. `until`: an instant. */
export const lockCode = async (tx: Tx, account: string): Promise<PendingCode | undefined> =>
  (
    await tx.query<PendingCode>(
      `select code_sha256 as code, code_until as until, code_attempts as attempts from delivery.address where account_id = $1 for update`,
      [account],
    )
  )[0];

/** Counts a wrong code. */
export const countCodeAttempt = async (tx: Tx, account: string): Promise<void> => {
  await tx.query('update delivery.address set code_attempts = code_attempts + 1 where account_id = $1', [account]);
};

/** The code was right: the address that was wanted is the account’s, and the code is used up. */
export const confirmWanted = async (tx: Tx, account: string, at: Date): Promise<void> => {
  await tx.query(
    `update delivery.address set address = wanted, wanted = null, code_sha256 = null, code_until = null, code_attempts = 0, confirmed_at = $2
      where account_id = $1`,
    [account, at],
  );
};

/** Forgets the address of an account, with one that it wanted. */
export const removeAddress = async (tx: Tx, account: string): Promise<void> => {
  await tx.query('delete from delivery.address where account_id = $1', [account]);
};
