-- after: publicity/0100
-- The package for the media holds all that was released and is shown, whoever makes it: it is read from what the public may see. Under the policies
-- somebody who sees one city missed the others' exposures, and a seller who was spared stood in it, since the mark is not shown to him.
grant select on publicity.published_exposure to {{app}}, {{engine}};
