import { expect, test } from 'vitest';
import { requestTally } from './request-tally.ts';

test('answers are counted by method, route and status, their times by method and route', () => {
  const tally = requestTally();
  const route = '/enterprise/:id';
  tally.add({ method: 'GET', route, status: 200, seconds: 0.005 });
  tally.add({ method: 'GET', route, status: 200, seconds: 0.02 });
  tally.add({ method: 'GET', route, status: 404, seconds: 61 });
  tally.add({ method: 'POST', route: '/a"b\\c', status: 200, seconds: 0.3 });
  const lines = tally.text().split('\n');
  for (const line of [
    '# TYPE zhijian_http_requests_total counter',
    'zhijian_http_requests_total{method="GET",route="/enterprise/:id",status="200"} 2',
    'zhijian_http_requests_total{method="GET",route="/enterprise/:id",status="404"} 1',
    String.raw`zhijian_http_requests_total{method="POST",route="/a\"b\\c",status="200"} 1`,
    '# TYPE zhijian_http_request_seconds histogram',
    // A time on a bound belongs to it; each bucket holds all below it; the last one holds everything.
    'zhijian_http_request_seconds_bucket{le="0.005",method="GET",route="/enterprise/:id"} 1',
    'zhijian_http_request_seconds_bucket{le="0.01",method="GET",route="/enterprise/:id"} 1',
    'zhijian_http_request_seconds_bucket{le="0.025",method="GET",route="/enterprise/:id"} 2',
    'zhijian_http_request_seconds_bucket{le="60",method="GET",route="/enterprise/:id"} 2',
    'zhijian_http_request_seconds_bucket{le="+Inf",method="GET",route="/enterprise/:id"} 3',
    'zhijian_http_request_seconds_sum{method="GET",route="/enterprise/:id"} 61.025',
    'zhijian_http_request_seconds_count{method="GET",route="/enterprise/:id"} 3',
    'zhijian_http_request_seconds_count{method="POST",route="/a\\"b\\\\c"} 1',
  ])
    expect(lines).toContain(line);
});
