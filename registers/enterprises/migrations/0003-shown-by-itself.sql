-- after: enterprises/0001
comment on view enterprises.published_enterprise is 'Identity for other rooms and the portal; an uncertain one is shown by itself, and nothing crosses the match';
