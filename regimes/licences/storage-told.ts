import type { Dataset } from '#foundation/dataset.ts';
import type { LocalDate } from '#foundation/local-date.ts';
import type { Tx } from '#platform/database/index.ts';
import type { LicenceKind } from './licence.ts';

/** What messages say of a licence. */
export interface ToldLicence {
  readonly licenceId: number;
  readonly dataset: Dataset;
  readonly kind: LicenceKind;
  readonly number: string;
  readonly issuer: string;
  readonly validUntil: LocalDate;
  readonly revokedOn: LocalDate | null;
  readonly surrenderedOn: LocalDate | null;
  readonly holderId: number;
  readonly holder: string;
  /** Of the holder, for whom it is told. */
  readonly place: string | null;
  readonly products: readonly string[];
}

/** Licences as messages name them, with their holders of today. */
export const toldLicences = (tx: Tx, ids: readonly number[]): Promise<ToldLicence[]> =>
  tx.query<ToldLicence>(
    `select l.id as "licenceId", l.dataset, l.kind, l.number, l.issuer, l.valid_until as "validUntil", l.revoked_on as "revokedOn",
            l.surrendered_on as "surrenderedOn",
            e.id as "holderId", e.name as holder, coalesce(e.county_code, e.city_code) as place,
            array(select c.name from licences.scope s join products.category c on c.id = s.category_id where s.licence_id = l.id
                   order by c.name collate "C") as products
       from licences.licence l join enterprises.enterprise e on e.id = l.holder_id where l.id = any ($1::bigint[]) order by l.id`,
    [ids],
  );
