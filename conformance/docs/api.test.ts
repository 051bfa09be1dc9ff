import { openApiDescription } from '@ingress-posture/plugin-ingress-posture-common';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { root } from './page';

const page = readFileSync(path.join(root, 'docs/api.md'), 'utf8');

/** "GET /services", of each row of the table of requests. */
const told = [...page.matchAll(/^\| `((?:GET|POST) [^`]+)`/gm)].map(
  ([, request]) => request,
);

describe('docs/api.md', () => {
  it('has a row for each request that the OpenAPI description has, and no other', () => {
    const described = Object.entries(openApiDescription.paths).flatMap(
      ([route, methods]) =>
        Object.keys(methods).map(method => `${method.toUpperCase()} ${route}`),
    );
    assert.deepEqual([...told].sort(), described.sort());
  });

  it('has a row for each parameter of a list of services', () => {
    const { parameters } = openApiDescription.paths['/services'].get;
    const rows = page.split('\n').filter(line => line.startsWith('| `'));
    const missing = parameters
      .map(({ name }) => name)
      .filter(
        name => !rows.some(row => row.split('|')[1].includes(`\`${name}\``)),
      );
    assert.deepEqual(missing, []);
  });
});
