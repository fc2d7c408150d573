import { readWorkbook } from '#platform/spreadsheets/index.ts';
import { recognise, TableReader } from '#regimes/spot-checks/recognition/index.ts';
import { contentKey, nearKey } from '#regimes/spot-checks/import/content-key.ts';
const wb = await readWorkbook(process.argv[2]!);
if (!wb.ok) throw new Error(wb.refusal.text.zh);
const sample:any[]=[];
for await (const e of wb.value.readSheet(0)) if (e.type==='rows') { sample.push(...e.rows.slice(0,60).map((r:any)=>({place:r.place,texts:r.texts}))); break; }
const rec = recognise({rows:sample, merges:[], sheetName:'', fileName:'m.csv', exactWidth:true});
for (const mode of ['read','content','near']) {
const t1=performance.now();
const rd=new TableReader(rec,'2026-11-24' as any); let n=0;
for await (const e of wb.value.readSheet(0)) if (e.type==='rows') for (const r of e.rows){const o=rd.take(r.place,r.texts); if(o?.type==='row'){const b={dataset:'demo' as const,authority:o.row.authority,kind:'regular',batch:o.row.batch}; if (mode!=='read') n+=contentKey(b,o.row).length; if(mode==='near') n+=nearKey(b,o.row).length;}}
console.log(mode, performance.now()-t1, n);
}
