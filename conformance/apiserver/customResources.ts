import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KubernetesObject } from './kubernetesApi';
import { manifestFiles, readManifests } from './manifests';

// Schemas as their users have them: read out of the published Go modules, never copied into the repository.
const publishers = [
  {
    module: 'istio.io/api@v1.31.1',
    file: 'kubernetes/customresourcedefinitions.gen.yaml',
  },
  { module: 'sigs.k8s.io/gateway-api@v1.6.3', folder: 'config/crd/standard' },
  {
    module: 'github.com/emissary-ingress/emissary/v3@v3.10.0',
    file: 'pkg/api/getambassador.io/crds.yaml',
  },
];

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
}

interface DefinitionSpec {
  readonly conversion?: { readonly strategy: string };
  readonly versions: readonly Version[];
}

/** The CustomResourceDefinitions of every vendor whose objects the demo holds. */
export function customResourceDefinitions(): KubernetesObject[] {
  return publishers
    .flatMap(({ module, file, folder }) => {
      const home = moduleFolder(module);
      return readManifests(
        file
          ? [path.join(home, file)]
          : manifestFiles(path.join(home, folder ?? '')),
      );
    })
    .filter(({ kind }) => kind === 'CustomResourceDefinition')
    .map(withoutConversionWebhook);
}

function moduleFolder(module: string): string {
  const answer = execFileSync('go', ['mod', 'download', '-json', module], {
    // Outside any module, so that no go.mod of ours is consulted.
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  return JSON.parse(answer).Dir;
}

/** Nobody runs the vendor's conversion webhook here: only the newest version is kept, and stored as it is. */
function withoutConversionWebhook(
  definition: KubernetesObject,
): KubernetesObject {
  const spec = definition.spec as DefinitionSpec;
  if (spec.conversion?.strategy !== 'Webhook') return definition;
  const newest = spec.versions[spec.versions.length - 1];
  return {
    ...definition,
    spec: {
      ...spec,
      conversion: { strategy: 'None' },
      versions: [{ ...newest, served: true, storage: true }],
    },
  };
}
