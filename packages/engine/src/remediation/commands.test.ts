import { parse } from 'yaml';
import { asYaml, getCommand, patchCommand } from './commands';

const ingress = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  namespace: 'shop',
  name: 'web',
};

describe('commands', () => {
  it('quote what YAML 1.1 would take for a boolean', () => {
    const text = asYaml({ a: 'on', b: 'true', c: 'no' });
    expect(parse(text, { version: '1.1' })).toEqual({
      a: 'on',
      b: 'true',
      c: 'no',
    });
  });

  it('name a kind with its group, as two kinds may share a name', () => {
    expect(getCommand(ingress, '{.metadata.name}')).toBe(
      "kubectl -n shop get ingress.networking.k8s.io web -o jsonpath='{.metadata.name}'",
    );
  });

  it('carry quotes of a patch through the shell', () => {
    expect(patchCommand(ingress, { a: "it's" })).toContain(
      `'{"a":"it'\\''s"}'`,
    );
  });
});
