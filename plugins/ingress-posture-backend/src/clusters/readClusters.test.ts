import { targetPaths } from '@backstage/cli-common';
import { ConfigReader } from '@backstage/config';
import type { ClusterSourceType } from '@ingress-posture/plugin-ingress-posture-node';
import { readClusters } from './readClusters';

const read = (ingressPosture: object) =>
  readClusters(new ConfigReader({ ingressPosture }));

const manifests = { type: 'manifests', path: '/manifests' };

describe('readClusters', () => {
  it('is empty without configuration', () => {
    expect(readClusters(new ConfigReader({}))).toEqual({
      clusters: [],
      allOfKubernetesPlugin: false,
    });
  });

  it('reads every type of source', () => {
    const sources = [
      manifests,
      { type: 'kubeconfig', context: 'eu' },
      { type: 'in-cluster' },
      { type: 'kubernetes-plugin', cluster: 'eu-1' },
      { type: 'kubernetes-plugin' },
    ];
    const { clusters } = read({
      clusters: sources.map((source, index) => ({ name: `c${index}`, source })),
    });
    expect(clusters.map(({ source }) => source)).toEqual(
      sources.map(({ type, ...options }) => ({ type, options })),
    );
  });

  it('takes a nameless Kubernetes plugin for all clusters that it has', () => {
    const all = { source: { type: 'kubernetes-plugin' } };
    expect(read({ clusters: [all] })).toEqual({
      clusters: [],
      allOfKubernetesPlugin: true,
    });
  });

  it('lets the module that brought a type read its keys', () => {
    const ftp: ClusterSourceType = {
      type: 'ftp',
      module: '/modules/ftp.js',
      readOptions: source => ({ host: source.getString('host') }),
    };
    const added = new Map([['ftp', ftp]]);
    const readWith = (source: object) =>
      readClusters(
        new ConfigReader({
          ingressPosture: { clusters: [{ name: 'demo', source }] },
        }),
        added,
      );
    expect(readWith({ type: 'ftp', host: 'a' }).clusters).toEqual([
      {
        name: 'demo',
        source: {
          type: 'ftp',
          options: { host: 'a' },
          module: '/modules/ftp.js',
        },
      },
    ]);
    expect(() => readWith({ type: 'ftp' })).toThrow(
      "'ingressPosture.clusters[0].source.host'",
    );
  });

  it.each([
    { docsUrl: 'https://docs.example.com' },
    {
      remedyTemplate: {
        entityRef: 'template:default/apply',
        formData: { 'prod-eu': { path: 'overlays/prod-eu', draft: true } },
      },
    },
  ])("lets the frontend's keys pass: %j", keys => {
    expect(read(keys).clusters).toEqual([]);
  });

  it('resolves relative paths from the root of the repository', () => {
    const source = { type: 'manifests', path: './examples/clusters/demo' };
    const [{ source: found }] = read({
      clusters: [{ name: 'demo', source }],
    }).clusters;
    expect(found.options.path).toBe(
      targetPaths.resolveRoot('examples/clusters/demo'),
    );
  });

  it.each([
    [
      'an unknown key at the top',
      { cluster: [] },
      'Invalid config at ingressPosture.cluster: there is no such key',
    ],
    [
      'an unknown key of a source',
      {
        clusters: [
          { name: 'demo', source: { ...manifests, directory: '/manifests' } },
        ],
      },
      'Invalid config at ingressPosture.clusters[0].source.directory: there is no such key',
    ],
    [
      'an unknown type of source',
      { clusters: [{ name: 'demo', source: { type: 'ftp' } }] },
      'Invalid config at ingressPosture.clusters[0].source.type',
    ],
    [
      'a missing path',
      { clusters: [{ name: 'demo', source: { type: 'manifests' } }] },
      'Invalid config at ingressPosture.clusters[0].source.path',
    ],
    [
      'a missing name',
      { clusters: [{ source: manifests }] },
      'Invalid config at ingressPosture.clusters[0].name: must be given',
    ],
    [
      'all clusters of the Kubernetes plugin, twice',
      {
        clusters: [
          { source: { type: 'kubernetes-plugin' } },
          { source: { type: 'kubernetes-plugin' } },
        ],
      },
      'Invalid config at ingressPosture.clusters[1]: ingressPosture.clusters[0] is all clusters of the Kubernetes plugin already',
    ],
    [
      'a name that is no name',
      { clusters: [{ name: 'a/b', source: manifests }] },
      'Invalid config at ingressPosture.clusters[0].name: must be letters',
    ],
    [
      'a name that is taken',
      {
        clusters: [
          { name: 'demo', source: manifests },
          { name: 'demo', source: manifests },
        ],
      },
      'Invalid config at ingressPosture.clusters[1].name: "demo" is the name of ingressPosture.clusters[0] already',
    ],
  ])('names the place of %s', (_, config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
