// A cluster as fleets are: twelve teams, three environments, several generations of ingress, and what each of them
// forgot. Everything follows from the seed.
import { stringify } from 'yaml';
import { catalogFiles } from './catalog';
import { edgeObjects } from './edges';
import { Addresses, istio, Json, namespace } from './kubernetes';
import { Choices } from './random';
import { Environment, environments, namespaceOf, teams } from './teams';
import { workloadObjects } from './workload';

const seed = 20261121;

/** Files below examples/, by their path. */
export function fleetFiles(): ReadonlyMap<string, string> {
  const choices = new Choices(seed);
  const pools = {
    pods: new Addresses('10.128', 0),
    vips: new Addresses('10.100', 0),
    nodePorts: { next: 31000 },
  };
  const files = new Map<string, string>([
    file('00-mesh', 'The mesh, and the one node of the fleet.', meshObjects()),
    file(
      '01-edges',
      'Ingress controllers and gateways.',
      edgeObjects(pools.pods, pools.vips),
    ),
  ]);
  for (const environment of environments) {
    for (const team of teams) {
      const name = namespaceOf(team, environment);
      const heading = `Team ${team.title}, ${environment}.`;
      const mesh = meshOf(environment, choices);
      const objects = [
        ...namespaceObjects(name, environment, mesh, choices),
        ...team.services.flatMap(one =>
          workloadObjects(
            { name: one, namespace: name, environment, mesh, owner: team.name },
            choices,
            pools,
          ),
        ),
      ];
      files.set(...file(name, heading, objects));
    }
  }
  for (const [path, text] of catalogFiles()) files.set(path, text);
  return files;
}

type TeamMesh = 'none' | 'sidecar' | 'ambient';

function meshOf(environment: Environment, choices: Choices): TeamMesh {
  return choices.weighted<TeamMesh>(
    environment === 'dev'
      ? { none: 6, sidecar: 5, ambient: 1 }
      : { none: 1, sidecar: 9, ambient: 2 },
  );
}

function file(
  name: string,
  heading: string,
  objects: readonly Json[],
): [string, string] {
  const documents = objects.map(one =>
    stringify(one, {
      lineWidth: 0,
      singleQuote: true,
      aliasDuplicateObjects: false,
    }),
  );
  const text = `# ${heading} Written by \`npm run fleet\`.\n${documents.join(
    '---\n',
  )}`;
  return [`clusters/fleet/${name}.yaml`, text];
}

function meshObjects(): readonly Json[] {
  return [
    namespace('istio-system'),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: {
        mesh: 'enableAutoMtls: true\nrootNamespace: istio-system\ntrustDomain: cluster.local\n',
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      spec: { providerID: 'aws:///eu-west-1a/i-0a1b2c3d4e5f67890' },
      status: { addresses: [{ type: 'InternalIP', address: '10.0.0.11' }] },
    },
    // Meant for the ledger feed, and ignored: selectors do nothing in the root namespace.
    istio(
      'PeerAuthentication',
      { namespace: 'istio-system', name: 'ledger-feed' },
      {
        selector: { matchLabels: { app: 'ledger-feed' } },
        mtls: { mode: 'STRICT' },
      },
    ),
  ];
}

function namespaceObjects(
  name: string,
  environment: Environment,
  mesh: TeamMesh,
  choices: Choices,
): readonly Json[] {
  const mode = choices.weighted<'STRICT' | 'PERMISSIVE' | 'DISABLE' | 'none'>(
    environment === 'prod'
      ? { STRICT: 7, PERMISSIVE: 2, none: 3 }
      : { STRICT: 3, PERMISSIVE: 3, DISABLE: 1, none: 5 },
  );
  const labels: Record<string, string> = { environment };
  if (mesh === 'sidecar') labels['istio-injection'] = 'enabled';
  if (mesh === 'ambient') labels['istio.io/dataplane-mode'] = 'ambient';
  // The upgrade by revision that was begun and never finished.
  if (mesh === 'sidecar' && choices.chance(0.1))
    labels['istio.io/rev'] = '1-29';
  const annotations = choices.chance(0.06)
    ? { 'traffic.sidecar.istio.io/excludeInboundPorts': '9090' }
    : undefined;
  const newer = choices.chance(0.1);
  return [
    namespace(name, labels, annotations),
    ...(mode === 'none'
      ? []
      : [
          istio(
            'PeerAuthentication',
            { namespace: name, name: 'default' },
            {
              mtls: { mode },
              // Without a selector it counts for nothing, which nobody has noticed.
              ...(choices.chance(0.1) && {
                portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
              }),
            },
          ),
        ]),
    ...(mode !== 'none' && newer
      ? [
          istio(
            'PeerAuthentication',
            { namespace: name, name: 'team' },
            { mtls: { mode: mode === 'STRICT' ? 'PERMISSIVE' : 'STRICT' } },
            '2026-09-14T08:00:00Z',
          ),
        ]
      : []),
  ];
}
