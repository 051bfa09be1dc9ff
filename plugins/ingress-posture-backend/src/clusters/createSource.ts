import type {
  ClusterSource,
  ClusterSourceInput,
  CreateClusterSource,
} from '@ingress-posture/plugin-ingress-posture-node';
import { LiveCluster } from './apiserver/LiveCluster';
import type { ClusterSourceDescription } from './ClusterConfig';
import { loadInCluster } from './inCluster/loadInCluster';
import { KubeconfigConnection } from './kubeconfig/KubeconfigConnection';
import { loadKubeConfig } from './kubeconfig/loadKubeConfig';
import { KubernetesPluginConnection } from './kubernetesPlugin/KubernetesPluginConnection';
import type { PluginAccess } from './kubernetesPlugin/PluginAccess';
import { ManifestsSource } from './manifests/ManifestsSource';
import type { BuiltInSourceType } from './sourceOptions';

const builtIn: Readonly<Record<BuiltInSourceType, CreateClusterSource>> = {
  manifests: ({ options }) => new ManifestsSource(String(options.path)),
  kubeconfig: ({ options }) =>
    new LiveCluster(new KubeconfigConnection(() => loadKubeConfig(options))),
  'in-cluster': ({ options }) =>
    new LiveCluster(new KubeconfigConnection(() => loadInCluster(options))),
  'kubernetes-plugin': ({ cluster, options, ask }) =>
    new LiveCluster(
      new KubernetesPluginConnection(
        String(options.cluster ?? cluster),
        async () => (await ask('access')) as unknown as PluginAccess,
      ),
    ),
};

/** Makes the source that a description asks for. Runs in the worker thread. */
export async function createSource(
  { type, module, options }: ClusterSourceDescription,
  input: Omit<ClusterSourceInput, 'options'>,
): Promise<ClusterSource> {
  const create = module
    ? (await import(module)).createClusterSource
    : builtIn[type as BuiltInSourceType];
  if (typeof create !== 'function') {
    throw new Error(
      `The source type "${type}" cannot be made: ${
        module ?? 'no module'
      } has no export createClusterSource`,
    );
  }
  return create({ ...input, options });
}
