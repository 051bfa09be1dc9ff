import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kinds } from '@ingress-posture/engine';
import type { KubernetesObject } from './kubernetesApi';
import { manifestFiles, readManifests } from './manifests';

/** Where a Go module has CustomResourceDefinitions: files, or a folder of them. */
interface Publisher {
  readonly module: string;
  readonly file?: string;
  readonly folder?: string;
}

// Schemas as their users have them: read out of the published Go modules, never copied into the repository.
const publishersOfDemo: readonly Publisher[] = [
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

const traefik = 'github.com/traefik/traefik/v3@v3.7.13';
const awsLoadBalancers =
  'github.com/kubernetes-sigs/aws-load-balancer-controller@v0.0.0-20260423195125-93ff3b5fdaad';

const publishersOfVendors: readonly Publisher[] = [
  // In the place of the standard one: filter ExternalAuth is an experiment.
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.3',
    file: 'config/crd/experimental/gateway.networking.k8s.io_httproutes.yaml',
  },
  // The last one that has ListenerSets as an experiment.
  {
    module: 'sigs.k8s.io/gateway-api@v1.3.0',
    file: 'config/crd/experimental/gateway.networking.x-k8s.io_xlistenersets.yaml',
  },
  {
    module: 'github.com/projectcontour/contour@v1.33.8',
    file: 'examples/contour/01-crds.yaml',
  },
  // Version 2 alone has the former group; what both have is taken from version 3.
  {
    module: 'github.com/traefik/traefik/v2@v2.11.0',
    file: 'docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml',
  },
  {
    module: traefik,
    file: 'docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml',
  },
  // Knative's own module is not to be had; Traefik tests with its definitions.
  {
    module: traefik,
    file: 'integration/fixtures/knative/00-knative-crd-v1.20.0.yml',
  },
  {
    module: 'github.com/envoyproxy/gateway@v1.9.1',
    folder: 'charts/gateway-helm/charts/crds/crds/generated',
  },
  {
    module: 'github.com/kong/kubernetes-configuration@v1.0.0',
    folder: 'config/crd/ingress-controller',
  },
  {
    module: 'github.com/kong/kubernetes-configuration@v1.0.0',
    folder: 'config/crd/ingress-controller-incubator',
  },
  {
    module: 'github.com/zalando/skipper@v0.21.0',
    folder: 'dataclients/kubernetes/deploy/apply',
  },
  {
    module: awsLoadBalancers,
    file: 'helm/aws-load-balancer-controller/crds/crds.yaml',
  },
  {
    module: awsLoadBalancers,
    file: 'helm/aws-load-balancer-controller/crds/gateway-crds.yaml',
  },
];

/**
 * API groups whose definitions are in no Go module that the module proxy has: objects of these are
 * taken whatever stands in them.
 */
export const groupsWithoutSchema: Readonly<Record<string, string>> = {
  'agentgateway.dev': 'agentgateway: no module version',
  'ako.vmware.com': 'Avi: no module version',
  'alb.networking.azure.io': 'Application Gateway for Containers: closed',
  'apisix.apache.org': 'APISIX: no module version',
  'appgw.ingress.k8s.io': 'Application Gateway: no module version',
  'cis.f5.com': 'F5: no module version',
  'citrix.com': 'NetScaler: closed',
  'cloud.google.com': 'GKE: no module version of ingress-gce',
  'eks.amazonaws.com': 'EKS Auto Mode: closed',
  'gateway.kgateway.dev': 'kgateway: no module version',
  'gateway.nginx.org': 'NGINX Gateway Fabric: no module version',
  'gateway.solo.io': 'Gloo: no module version',
  'gloo.solo.io': 'Gloo: no module version',
  'ingress.v3.haproxy.org': 'HAProxy Technologies: no module version',
  'k8s.nginx.org': 'NGINX Inc.: no module version',
  'networking.gke.io': 'GKE: closed',
  'ngrok.com': 'ngrok: no module version',
  'ngrok.k8s.ngrok.com': 'ngrok: no module version',
  'route.openshift.io': 'OpenShift serves it by a server of its own',
  'tyk.tyk.io': 'Tyk: no module version',
  'voyager.appscode.com': 'Voyager: no module version',
};

interface Version {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
}

interface DefinitionSpec {
  readonly conversion?: { readonly strategy: string };
  readonly versions: readonly Version[];
}

/** The CustomResourceDefinitions of every vendor whose objects the demo holds, or is given by a remedy. */
export function customResourceDefinitions(): KubernetesObject[] {
  const ofGke = definitionsWithoutSchema().filter(({ metadata }) =>
    metadata.name.endsWith('.cloud.google.com'),
  );
  return [...publishersOfDemo.flatMap(definitionsOf), ...ofGke];
}

/** Those of every vendor of the grid; without a schema where none is published. */
export function vendorDefinitions(): KubernetesObject[] {
  return [...publishedDefinitions(), ...definitionsWithoutSchema()];
}

/** Those that have their vendor's schema. */
export function publishedDefinitions(): KubernetesObject[] {
  const all = [...publishersOfDemo, ...publishersOfVendors].flatMap(
    definitionsOf,
  );
  // Of two that define the same the later is meant.
  return [...new Map(all.map(one => [one.metadata.name, one])).values()];
}

function definitionsOf({ module, file, folder }: Publisher) {
  const home = moduleFolder(module);
  const files =
    file === undefined
      ? manifestFiles(path.join(home, folder ?? ''))
      : [path.join(home, file)];
  return readManifests(files)
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

function definitionsWithoutSchema(): KubernetesObject[] {
  return kinds
    .filter(({ group }) => groupsWithoutSchema[group] !== undefined)
    .map(({ group, kind, plural, versions, namespaced }) => ({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: {
        name: `${plural}.${group}`,
        // Groups of Kubernetes' own ask for it.
        annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
      },
      spec: {
        group,
        scope: namespaced ? 'Namespaced' : 'Cluster',
        names: { kind, plural, singular: kind.toLowerCase() },
        versions: versions.map((name, index) => ({
          name,
          served: true,
          storage: index === 0,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              'x-kubernetes-preserve-unknown-fields': true,
            },
          },
        })),
      },
    }));
}
