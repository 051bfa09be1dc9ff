import express from 'express';
import request from 'supertest';
import { weakEtag } from './weakEtag';

describe('weakEtag', () => {
  let body: object;
  const app = express()
    .use(weakEtag)
    .get(/.*/, (_, response) => {
      response.json(body);
    });

  const answer = async (path: string, first: object, second: object) => {
    body = first;
    const { headers } = await request(app).get(path);
    body = second;
    const again = await request(app)
      .get(path)
      .set('If-None-Match', headers.etag);
    return again.status;
  };

  const at = (observedAt: string, posture = 'enforced') => ({
    services: [{ posture: { posture }, observedAt }],
    clusters: [{ state: 'synced', lastEventAt: observedAt, objects: 7 }],
  });

  it.each([
    ['the same', at('12:00'), at('12:00'), 304],
    ['the same, confirmed later', at('12:00'), at('13:00'), 304],
    ['another posture', at('12:00'), at('12:00', 'plaintext'), 200],
  ])('answers %s as it should', async (_, first, second, status) => {
    expect(await answer('/entities/a', first, second)).toBe(status);
  });

  it('tells every count of a cluster to who asks for just that', async () => {
    const items = (objects: number) => ({ items: [{ objects }] });
    expect(await answer('/clusters', items(1), items(2))).toBe(200);
    expect(await answer('/clusters', items(1), items(1))).toBe(304);
  });
});
