import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../__testUtils__/runCli';

const demo = path.resolve(__dirname, '../../../../examples/clusters/demo');
const remedies = [
  'chain-Ingress-nginx-strict-cart',
  'end-of-life-nginx-strict-cart',
  'permissive-port',
  'service-routing-Ingress-nginx-strict-cart',
];

describe('the names that completion asks for', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'names-'));
  const written = (name: string, content: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  const manifests = written(
    'shop.yaml',
    `
apiVersion: v1
kind: Namespace
metadata: { name: edge }
---
apiVersion: v1
kind: Service
metadata: { name: till, namespace: shop }
---
apiVersion: v1
kind: Service
metadata: { name: cart }
---
apiVersion: v1
kind: Service
metadata: { name: $(reboot), namespace: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: cart-0, namespace: shop }
`,
  );
  const kubeconfig = written(
    'kubeconfig',
    `
contexts:
  - { name: prod-us, context: { cluster: us, user: me } }
  - { name: prod-eu, context: { cluster: eu, user: me } }
`,
  );
  const settings = written('settings.yaml', 'files: shop.yaml\n');

  it.each([
    [
      'the Services of files, but for what a shell would run',
      'services',
      ['explain', '-f', manifests],
      ['default/cart', 'shop/till'],
    ],
    [
      'Services in the namespace that is given',
      'services',
      ['explain', manifests, '--default-namespace', 'base', '--service'],
      ['base/cart', 'shop/till'],
    ],
    [
      'the Services of the files that the settings name',
      'services',
      ['explain', '--config', settings],
      ['default/cart', 'shop/till'],
    ],
    [
      'namespaces, be it that something only stands in them',
      'namespaces',
      ['analyze', '-f', manifests, '--assume-sidecars'],
      ['default', 'edge', 'shop'],
    ],
    [
      'pods',
      'pods',
      ['connect', `--filename=${manifests}`, '--from', 'sh'],
      ['shop/cart-0'],
    ],
    [
      'the contexts of a kubeconfig',
      'contexts',
      ['analyze', '--kubeconfig', kubeconfig, '--context'],
      ['prod-eu', 'prod-us'],
    ],
    [
      'nothing of the settings where the line names a cluster',
      'services',
      ['explain', '--config', settings, '--context', 'prod-eu'],
      [],
    ],
    [
      'nothing of a file that is not there',
      'contexts',
      ['analyze', '--kubeconfig', path.join(folder, 'gone')],
      [],
    ],
    [
      'the remedies of a Service',
      'remedies',
      ['fix', 'nginx-strict/cart', '-f', demo, '--remedy', 'pe'],
      remedies,
    ],
    [
      'the remedies of a Service that a flag names, before there is a word',
      'remedies',
      ['fix', '--service', 'nginx-strict/cart', demo, '--remedy'],
      remedies,
    ],
    [
      'no remedies of a Service that is not there',
      'remedies',
      ['fix', 'nginx-strict/gone', '-f', demo, '--remedy'],
      [],
    ],
    ['nothing without an input', 'services', ['explain', '--help'], []],
  ])('are %s', async (_, what, line, names) => {
    const { code, out, err } = await runCli([
      'completion',
      what,
      '--',
      ...line,
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(names.map(one => `${one}\n`).join(''));
  });
});
