/**
 * Where the page of a finding is, below `docsUrl`: in the place of `{page}`, as a git host needs it
 * (`…/docs/{page}.md`), or appended, as TechDocs and MkDocs serve pages.
 */
export function findingUrl(docsUrl: string, code: string): string {
  const page = `findings/${code}`;
  return docsUrl.includes('{page}')
    ? docsUrl.replace('{page}', page)
    : `${docsUrl.replace(/\/$/, '')}/${page}/`;
}
