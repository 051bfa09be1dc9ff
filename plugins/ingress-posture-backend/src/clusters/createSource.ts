import type {
  ClusterSource,
  ClusterSourceDescription,
} from '@ingress-posture/plugin-ingress-posture-node';

/** Makes the source that a description asks for. */
export async function createSource(
  description: ClusterSourceDescription,
): Promise<ClusterSource> {
  switch (description.type) {
    case 'manifests': {
      const { ManifestsSource } = await import('./manifests/ManifestsSource');
      return new ManifestsSource(description.path);
    }
    case 'kubeconfig': {
      // Kubernetes' client is large: only the clusters that need it load it.
      const { KubeconfigSource } = await import(
        './kubeconfig/KubeconfigSource'
      );
      return KubeconfigSource.load(description);
    }
    default:
      throw new Error(
        `There is no cluster source for ${JSON.stringify(
          description satisfies never,
        )}`,
      );
  }
}
