import { formatCount, formatShare, useAddress, useSay } from '#platform/office/index.ts';
import type { Bar } from './figure-table.tsx';

interface CityBar extends Bar {
  readonly tileColumn: number | null;
  readonly tileRow: number | null;
}

/** Five steps of one hue, dark enough against their text; small numbers stay white with a dashed edge. */
const shade = (rate: number): string =>
  rate >= 0.95 ? 't5' : rate >= 0.9 ? 't4' : rate >= 0.85 ? 't3' : rate >= 0.8 ? 't2' : 't1';

/** Cities of the province as equal tiles in their rough places: no borders are drawn. */
export const TileMap = ({ rows, smallBelow }: { readonly rows: readonly CityBar[]; readonly smallBelow: number }) => {
  const say = useSay();
  const [address, change] = useAddress();
  const unknown = rows.find((row) => row.key === '');
  return (
    <div className="tiles-frame">
      <div className="tiles" role="group" aria-label={say({ zh: '各市批次合格率', en: 'Pass rate by city' })}>
        {rows.map(
          (row) =>
            row.tileColumn !== null &&
            row.tileRow !== null && (
              <button
                key={row.key}
                type="button"
                className={`tile ${row.rate === null || row.small ? 'tile-small' : shade(row.rate)}`}
                style={{ gridColumn: row.tileColumn + 1, gridRow: row.tileRow + 1 }}
                aria-pressed={address['city'] === row.key}
                title={`${row.label} ${formatShare(row.rate)} ${say({ zh: `${row.denominator} 批次`, en: `${row.denominator} batches` })}`}
                onClick={() => change({ city: address['city'] === row.key ? undefined : row.key })}
              >
                <span>{row.label.replace(/市$/, '')}</span>
                <span className="numeric">
                  {row.rate === null ? '—' : `${(row.rate * 100).toFixed(row.small ? 0 : 1)}%`}
                </span>
              </button>
            ),
        )}
      </div>
      <p className="quiet">
        {unknown &&
          say({
            zh: `未确定所在市：${formatCount(unknown.denominator)} 批次，合格率 ${formatShare(unknown.rate)}。`,
            en: `City unknown: ${formatCount(unknown.denominator)} batches, ${formatShare(unknown.rate)}. `,
          })}
        {say({
          zh: `颜色越深合格率越高；虚线为不足 ${smallBelow} 批次，不着色。`,
          en: `Darker is higher; dashed tiles have fewer than ${smallBelow} batches and are not coloured.`,
        })}
      </p>
    </div>
  );
};
