import { parseEntityRef } from '@backstage/catalog-model';
import { configApiRef, useApi, useRouteRef } from '@backstage/core-plugin-api';
import { Remedy, ServicePosture } from '@ingress-posture/engine';
import { templateRouteRef } from '../../routes';
import { remedyForm } from './remedyForm';

/**
 * Where a remedy becomes a pull request: the template of `ingressPosture.remedyTemplate`, its form filled in.
 * Null where none is configured, or the app has no Scaffolder.
 */
export function usePullRequestLink(
  posture: ServicePosture,
  remedy: Remedy,
): string | null {
  const templatePath = useRouteRef(templateRouteRef);
  const config = useApi(configApiRef).getOptionalConfig(
    'ingressPosture.remedyTemplate',
  );
  if (!config || !templatePath) return null;
  const { namespace, name } = parseEntityRef(config.getString('entityRef'), {
    defaultKind: 'template',
    defaultNamespace: 'default',
  });
  const byCluster =
    config.getOptional<Record<string, Record<string, unknown>>>('formData');
  return (
    templatePath({ namespace, templateName: name }) +
    remedyForm(posture, remedy, byCluster?.[posture.cluster])
  );
}
