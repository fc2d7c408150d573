-- after: publicity/0050, warning-cards/0021
-- One more ground of notice 4.2: fakes, as enforcement found them.

alter table publicity.exposure drop constraint exposure_ground_check;
alter table publicity.exposure add constraint exposure_ground_check check (ground in ('consecutive-failures', 'refusal', 'serious', 'rectification', 'fake'));
comment on column publicity.exposure.ground is
  'consecutive-failures 连续抽查不合格, refusal 拒绝监督检查, serious 劣质 (an item of class A fails), rectification 拒不整改, fake 假冒产品 (found by enforcement)';
