import type {
  ClusterSource,
  ClusterSourceDescription,
} from '@ingress-posture/plugin-ingress-posture-node';
import { KubeconfigSource } from './kubeconfig/KubeconfigSource';
import { ManifestsSource } from './manifests/ManifestsSource';

/** Makes the source that a description asks for. */
export function createSource(
  description: ClusterSourceDescription,
): ClusterSource {
  return description.type === 'manifests'
    ? new ManifestsSource(description.path)
    : KubeconfigSource.load(description);
}
