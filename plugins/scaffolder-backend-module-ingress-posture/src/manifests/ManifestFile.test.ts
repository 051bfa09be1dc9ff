import { targetPaths } from '@backstage/cli-common';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { ManifestFile } from './ManifestFile';

const cart = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};

const parsed = (text: string) => {
  const file = ManifestFile.parse(text);
  if (!file) throw new Error('This is no YAML');
  return file;
};

describe('ManifestFile', () => {
  it('finds an object by group, kind, namespace and name', () => {
    const file = parsed(`apiVersion: apps/v1beta1
kind: Deployment
metadata: { name: cart, namespace: shop }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart, namespace: other }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
---
apiVersion: example.com/v1
kind: Deployment
metadata: { name: cart, namespace: shop }
---
- not an object
`);
    expect(file.count(cart, 'named')).toBe(1);
    expect(file.count(cart, 'left out')).toBe(1);
    expect(file.count({ ...cart, name: 'web' }, 'named')).toBe(0);
  });

  it('is not made of what is no YAML', () => {
    expect(
      ManifestFile.parse('kind: {{ .Values.kind }}\n{{- end }}\n'),
    ).toBeUndefined();
    expect(ManifestFile.parse('')?.toString()).toBe('');
  });

  it('takes an object out and leaves its neighbours', () => {
    const text = (name: string) =>
      `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name}, namespace: shop }\n`;
    const file = parsed(text('a') + text('cart') + text('b'));
    file.remove(cart, 'named');
    expect(file.toString()).toBe(text('a') + text('b'));
    expect(file.count(cart, 'named')).toBe(0);
  });

  it.each([
    ['lists under their key', 'spec:\n  ports:\n  - port: 80\n'],
    ['lists further in', 'spec:\n  ports:\n    - port: 80\n'],
    ['four spaces', 'spec:\n    a:\n        b: 1\n'],
    [
      'a list in a text, in another style',
      'data:\n  config: |\n    ports:\n    - 80\nspec:\n  ports:\n    - port: 80\n',
    ],
  ])('keeps %s', (_, spec) => {
    const text = `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart, namespace: shop }\n${spec}`;
    const file = parsed(text);
    file.merge(cart, 'named', { added: true });
    expect(file.toString()).toBe(`${text}added: true\n`);
  });

  it('changes the same object twice', () => {
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cart, namespace: shop }\n';
    const file = parsed(text);
    file.merge(cart, 'named', { spec: { mode: 'PERMISSIVE' } });
    file.merge(cart, 'named', { spec: { mode: 'STRICT' } });
    expect(file.toString()).toBe(`${text}spec:\n  mode: STRICT\n`);
  });

  const demo = targetPaths.resolveRoot('examples/clusters/demo');
  it.each(readdirSync(demo))(
    'changes one line of %s for one annotation, and no other',
    name => {
      const text = readFileSync(path.join(demo, name), 'utf8');
      expect(parsed(text).toString()).toBe(text);
      const objects = parseAllDocuments(text).map(document => document.toJS());
      const { apiVersion, kind, metadata } = objects[0];
      const object = { apiVersion, kind, ...metadata };
      const file = parsed(text);
      file.merge(object, object.namespace ? 'named' : 'left out', {
        metadata: { creationTimestamp: 'now' },
      });
      const before = text.split('\n');
      const after = file.toString().split('\n');
      expect(after.length).toBe(before.length);
      const changed = after.filter((line, index) => line !== before[index]);
      expect(changed).toEqual(["  creationTimestamp: 'now'"]);
    },
  );
});
