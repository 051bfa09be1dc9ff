import { findingUrl } from './findingUrl';

describe('findingUrl', () => {
  it.each([
    [
      'TechDocs of the same portal',
      '/docs/default/component/ingress-posture',
      '/docs/default/component/ingress-posture/findings/IP0101/',
    ],
    [
      'a site of its own, with a slash at its end',
      'https://docs.example.com/posture/',
      'https://docs.example.com/posture/findings/IP0101/',
    ],
    [
      'files of a git host',
      'https://git.example.com/posture/blob/main/docs/{page}.md',
      'https://git.example.com/posture/blob/main/docs/findings/IP0101.md',
    ],
  ])('leads to the page on %s', (_, docsUrl, url) => {
    expect(findingUrl(docsUrl, 'IP0101')).toBe(url);
  });
});
