/** One answer; `route` is the pattern, never the address asked for. */
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Upper bounds of the histogram, in seconds. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60] as const;

interface Tally {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  count: number;
  seconds: number;
  /** Answers within a bound and above the one before it; the last place is for those above all. */
  readonly within: number[];
}

const escaped = (text: string): string =>
  text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`);

const labels = (pairs: Readonly<Record<string, string | number>>): string =>
  `{${Object.entries(pairs)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(',')}}`;

const seconds = 'zhijian_http_request_seconds';

/** Lines of one histogram: how many answers took at most so long, their seconds, their number. */
const histogramLines = (method: string, route: string, tallies: readonly Tally[]): readonly string[] => {
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + of(tally), 0);
  let below = 0;
  const buckets = [...bounds, '+Inf'].map((le, place) => {
    below += sum(({ within }) => within[place] ?? 0);
    return `${seconds}_bucket${labels({ le, method, route })} ${below}`;
  });
  const whole = labels({ method, route });
  return [
    ...buckets,
    `${seconds}_sum${whole} ${sum((tally) => tally.seconds)}`,
    `${seconds}_count${whole} ${sum(({ count }) => count)}`,
  ];
};

/**
 * Counts answers and their times. A page that comes from memory takes less time than a metrics library needs to look its labels
 * up, so the figures are kept here, one entry for each method, route and status, and written out when somebody reads them.
 */
export const requestTally = () => {
  const tallies = new Map<string, Tally>();
  return {
    add: ({ method, route, status, seconds: time }: Answered): void => {
      const key = `${method} ${status} ${route}`;
      let tally = tallies.get(key);
      if (tally === undefined) {
        tally = { method, route, status, count: 0, seconds: 0, within: Array.from(bounds, () => 0).concat(0) };
        tallies.set(key, tally);
      }
      tally.count += 1;
      tally.seconds += time;
      let place = 0;
      while (time > (bounds[place] ?? Infinity)) place += 1;
      tally.within[place] = (tally.within[place] ?? 0) + 1;
    },
    /** In the text format of Prometheus. */
    text: (): string => {
      const all = [...tallies.values()];
      const byRoute = Map.groupBy(all, ({ method, route }) => `${method} ${route}`);
      return [
        '# HELP zhijian_http_requests_total Requests answered',
        '# TYPE zhijian_http_requests_total counter',
        ...all.map(
          ({ method, route, status, count }) =>
            `zhijian_http_requests_total${labels({ method, route, status })} ${count}`,
        ),
        '',
        `# HELP ${seconds} Time to the end of the answer`,
        `# TYPE ${seconds} histogram`,
        ...[...byRoute.values()].flatMap((list) => {
          const [{ method, route }] = list as [Tally, ...Tally[]];
          return histogramLines(method, route, list);
        }),
        '',
      ].join('\n');
    },
  };
};
