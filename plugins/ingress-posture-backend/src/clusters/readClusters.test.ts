import { targetPaths } from '@backstage/cli-common';
import { ConfigReader } from '@backstage/config';
import { readClusters } from './readClusters';

const read = (ingressPosture: object) =>
  readClusters(new ConfigReader({ ingressPosture }));

const manifests = { type: 'manifests', path: '/manifests' };

describe('readClusters', () => {
  it('is empty without configuration', () => {
    expect(readClusters(new ConfigReader({}))).toEqual([]);
  });

  it('reads both sources', () => {
    const clusters = [
      { name: 'demo', source: manifests },
      { name: 'prod', source: { type: 'kubeconfig', context: 'eu' } },
    ];
    expect(read({ clusters })).toEqual(clusters);
  });

  it("lets the frontend's key pass", () => {
    expect(read({ docsUrl: 'https://docs.example.com' })).toEqual([]);
  });

  it('resolves relative paths from the root of the repository', () => {
    const source = { type: 'manifests', path: './examples/clusters/demo' };
    expect(read({ clusters: [{ name: 'demo', source }] })[0].source.path).toBe(
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
