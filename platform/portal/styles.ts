/** Styles of the portal: one small file, one column on a phone, prints in black. */
export const styles = `
:root{--ink:#16302f;--quiet:#566;--line:#d5dedd;--primary:#0b5f63;--soft:#eef5f4;--bad:#a3261b;--good:#1c6b3a}
*{box-sizing:border-box}
html{font:16px/1.65 -apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Noto Sans SC Variable",sans-serif;color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;background:#fff;overflow-wrap:anywhere}
a{color:var(--primary);text-underline-offset:.2em}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid #e0a100;outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px;z-index:2}
header{background:var(--primary);color:#fff}
.bar,nav ul,main,footer{max-width:60rem;margin:0 auto;padding:0 16px}
.bar{display:flex;justify-content:space-between;align-items:center;min-height:56px}
.brand{display:flex;gap:10px;align-items:center;color:#fff;text-decoration:none;font-size:1.1rem;font-weight:600}
.language{color:#fff;padding:8px}
nav{background:#084b4e}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 4px}
nav a{display:block;padding:10px 12px;color:#fff;text-decoration:none}
nav a[aria-current]{background:#fff;color:var(--primary);font-weight:600}
main{padding-top:20px;padding-bottom:40px;min-height:50vh}
h1{font-size:1.5rem;line-height:1.35;margin:.2em 0 .6em}
h2{font-size:1.15rem;margin:1.8em 0 .6em}
.search label{display:block;font-weight:600;margin-bottom:6px}
.search-row{display:flex;gap:8px}
.search input[type=search]{flex:1;min-width:0;font:inherit;padding:10px 12px;border:2px solid var(--primary);border-radius:6px}
button,.button{font:inherit;font-weight:600;background:var(--primary);color:#fff;border:0;border-radius:6px;padding:10px 20px;min-height:48px;text-decoration:none;display:inline-block}
.quiet{color:var(--quiet)}
.banner{background:#fff7e0;border-left:4px solid #e0a100;padding:8px 12px;margin:0 0 16px}
.answer{border:1px solid var(--line);border-left:6px solid var(--primary);border-radius:6px;padding:12px 16px;margin:16px 0}
.answer h2{margin:.1em 0 .3em}
.cards{list-style:none;margin:0;padding:0}
.cards li{border-bottom:1px solid var(--line);padding:12px 0}
.tag{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 6px;font-size:.85rem;font-weight:600}
.fail{color:var(--bad)}.pass{color:var(--good)}
.wide{overflow-x:auto}
.wide:focus-visible{outline:3px solid #e0a100}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;color:var(--quiet);padding:4px 0}
th,td{border-bottom:1px solid var(--line);padding:8px;text-align:left;vertical-align:top}
th{background:var(--soft);font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.meter{display:block;width:100%;height:8px;margin-top:8px;background:var(--soft);border-radius:4px;min-width:60px;fill:#3c8587}
form.filters{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;margin:0 0 16px}
form.filters label{display:block;font-size:.9rem}
select{font:inherit;padding:8px;border:1px solid #78908f;border-radius:6px;max-width:100%;background:#fff;color:var(--ink)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}dt{color:var(--quiet)}dd{margin:0}
[hidden]{display:none!important}
.drop{border:2px dashed #78908f;border-radius:8px;padding:20px;display:grid;gap:10px}.drop.over{background:var(--soft);border-color:var(--primary)}
#own label{display:block}#own input{font:inherit;padding:8px;border:1px solid #78908f;border-radius:6px;width:100%;max-width:34rem}
code{font-family:ui-monospace,Consolas,monospace,'Noto Sans SC';background:var(--soft);padding:1px 4px;border-radius:3px;word-break:break-all}
pre{background:var(--soft);padding:12px;overflow-x:auto}
footer{border-top:1px solid var(--line);padding-top:12px;padding-bottom:32px;font-size:.9rem;color:var(--quiet)}
@media (max-width:40rem){table.stack thead{position:absolute;left:-999px}table.stack tr{display:block;border-bottom:2px solid var(--line);padding:8px 0}table.stack td{display:flex;gap:12px;border:0;padding:3px 0;text-align:left}table.stack td::before{content:attr(data-label);flex:0 0 6em;color:var(--quiet)}dl{grid-template-columns:1fr}dt{margin-top:6px}}
@media print{header,nav,.search,footer a{display:none}html{font-size:11pt}}
`;
