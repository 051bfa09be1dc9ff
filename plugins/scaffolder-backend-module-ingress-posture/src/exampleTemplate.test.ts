import { mockServices } from '@backstage/backend-test-utils';
import { targetPaths } from '@backstage/cli-common';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createRemedyAction } from './remedyAction';

interface Step {
  readonly id: string;
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
}

describe('the template in examples/', () => {
  const text = readFileSync(
    targetPaths.resolveRoot('examples/templates/apply-remedy.yaml'),
    'utf8',
  );
  const { spec } = parse(text);
  const steps: readonly Step[] = spec.steps;
  const { schema } = createRemedyAction({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
  });
  const used = (of: string) =>
    [...text.matchAll(new RegExp(`${of}\\.(\\w+)`, 'g'))].map(
      ([, name]) => name,
    );

  it('gives the action what it needs, and nothing that it does not know', () => {
    const remedy = steps.find(({ action }) => action.startsWith('ingress'));
    const given = Object.keys(remedy?.input ?? {});
    const { required, properties } = schema?.input as {
      required: string[];
      properties: object;
    };
    expect(given).toEqual(expect.arrayContaining(required));
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(given));
  });

  it('uses only parameters that it asks for, and asks only for those', () => {
    const asked = spec.parameters.flatMap((page: { properties: object }) =>
      Object.keys(page.properties),
    );
    expect(new Set(used('parameters'))).toEqual(new Set(asked));
  });

  it('uses only what the action puts out', () => {
    const { properties } = schema?.output as { properties: object };
    const names = used('steps\\.remedy\\.output');
    expect(names).toEqual(['title', 'description']);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(names));
  });
});
