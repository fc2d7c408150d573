import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { AnnouncementEnding, AnnouncementState } from './announcement.ts';

/** An announcement, locked until the transaction ends; its number and version are those of its rectification. */
export interface LockedAnnouncement {
  readonly id: number;
  readonly version: number;
  readonly dataset: Dataset;
  readonly cityCode: string | null;
  readonly firm: string;
  readonly state: AnnouncementState;
  readonly announcedOn: LocalDate;
  readonly shownUntil: LocalDate | null;
  /** The card is lifted. */
  readonly lifted: boolean;
}

const announcements = `select r.id, r.version, r.dataset, r.city_code as "cityCode", e.name as firm, r.announcement_state as state,
    r.announced_on as "announcedOn", r.announcement_shown_until as "shownUntil", r.state = 'lifted' as lifted
  from warning_cards.rectification r join enterprises.enterprise e on e.id = r.enterprise_id`;

/** Those of these rectifications that have an announcement, locked in the order of their ids. Runs as engine. */
export const lockAnnouncements = (tx: Tx, ids: readonly number[]): Promise<LockedAnnouncement[]> =>
  tx.query<LockedAnnouncement>(
    `${announcements} where r.id = any ($1::bigint[]) and r.announcement_state is not null order by r.id for update of r`,
    [ids],
  );

/** Announcements that are shown and have no last day yet. */
export const announcementsWithoutTerm = (tx: Tx, limit: number): Promise<LockedAnnouncement[]> =>
  tx.query<LockedAnnouncement>(
    `${announcements} where r.announcement_state = 'shown' and r.announcement_shown_until is null
      order by r.id limit $1 for update of r skip locked`,
    [limit],
  );

/** Gives announcements their last day. */
export const storeShownUntil = (
  tx: Tx,
  terms: readonly { readonly id: number; readonly until: LocalDate }[],
): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification r set announcement_shown_until = t.until from unnest($1::bigint[], $2::date[]) t (id, until) where t.id = r.id`,
    [terms.map(({ id }) => id), terms.map(({ until }) => until)],
  );

/** Takes announcements from the public, and says why. */
export const endAnnouncements = (
  tx: Tx,
  ids: readonly number[],
  state: AnnouncementState,
  ending: AnnouncementEnding,
  on: LocalDate,
): Promise<unknown> =>
  tx.query(
    `update warning_cards.rectification set announcement_state = $2, announcement_ending = $3, announcement_ended_on = $4, version = version + 1
      where id = any ($1::bigint[])`,
    [ids, state, ending, on],
  );
