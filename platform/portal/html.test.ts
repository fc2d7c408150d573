import { expect, test } from 'vitest';
import { html } from './html.ts';

test('what comes from outside is escaped, in content and in attributes', () => {
  const name = `<script>alert("1")</script>&'`;
  expect(html`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;</p>',
  );
});

test('lists are joined, HTML is kept, nothing and false are left out', () => {
  const list = html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${false}${undefined}</ul>`;
  expect(list.text).toBe('<ul><li>1</li><li>2</li></ul>');
});

test('the indentation of a template is left out; that of values and of preformatted text stays', () => {
  const value = 'two\n    lines';
  expect(
    html`<p>
      <b>${value}</b>
    </p>`.text,
  ).toBe('<p>\n<b>two\n    lines</b>\n</p>');
  expect(html`<pre>a\n  b</pre>`.text).toBe('<pre>a\n  b</pre>');
});
