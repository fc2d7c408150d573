-- after: publicity/0110
-- The checks that a product passed later are read whenever they are asked for, as the public reads them: the count that was stored with a
-- proposal was of one ground only, and grew stale.
alter table publicity.exposure drop column later_passes;
