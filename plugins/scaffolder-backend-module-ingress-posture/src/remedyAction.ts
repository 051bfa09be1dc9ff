import {
  AuthService,
  DiscoveryService,
  resolveSafeChildPath,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type {
  Remedy,
  RemedyStep,
  ServicePosture,
} from '@ingress-posture/engine';
import { clientOnBehalfOf } from '@ingress-posture/plugin-ingress-posture-node';
import { describeRemedy } from './describeRemedy';
import { writeSteps } from './writeSteps';

interface RemedyActionOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
}

/**
 * The action `ingress-posture:remedy`: writes a remedy of a service into the manifests in the workspace.
 * It asks as the user who runs the template, and publishes nothing: that is for the next step.
 */
export function createRemedyAction(options: RemedyActionOptions) {
  return createTemplateAction({
    id: 'ingress-posture:remedy',
    description:
      'Writes the steps of a remedy into the manifests of the workspace, ready to be published as a pull request',
    supportsDryRun: true,
    schema: {
      input: {
        cluster: z => z.string().describe('Name of the cluster'),
        namespace: z => z.string().describe('Namespace of the Service'),
        service: z => z.string().describe('Name of the Service'),
        remedy: z => z.string().describe('Id of one of its remedies'),
        path: z =>
          z
            .string()
            .optional()
            .describe('Folder of the workspace that holds the manifests'),
        steps: z =>
          z
            .array(z.number().int().positive())
            .optional()
            .describe('Numbers of the steps to write, from 1; all without it'),
        componentPath: z =>
          z
            .string()
            .optional()
            .describe('Folder, below path, for changes of objects not found'),
        allowAdvice: z =>
          z
            .boolean()
            .optional()
            .describe('Whether a remedy will do that could not be proven'),
      },
      output: {
        title: z => z.string().describe('Title of a pull request'),
        description: z => z.string().describe('Its text, as Markdown'),
        files: z =>
          z.array(z.string()).describe('Files that were changed or added'),
        manual: z =>
          z.array(z.string()).describe('Commands that remain to be run'),
      },
    },
    async handler(ctx) {
      const { cluster, namespace, service: name, remedy: id } = ctx.input;
      const client = clientOnBehalfOf(
        () => ctx.getInitiatorCredentials(),
        options,
      );
      const { posture } = await client.getService({ cluster, namespace, name });
      const remedy = findRemedy(posture, id);
      if (remedy.standing === 'advice' && !ctx.input.allowAdvice) {
        throw new InputError(
          `The remedy ${id} of ${namespace}/${name} is advice that could not be proven: ${remedy.missing}. Set "allowAdvice" to write it all the same.`,
        );
      }
      const steps = chooseSteps(remedy, ctx.input.steps);
      const root = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.path ?? '.',
      );
      const componentPath =
        ctx.input.componentPath ??
        `ingress-posture/${fileName(`${name}-${id}`)}`;
      resolveSafeChildPath(root, componentPath);
      const written = await writeSteps(root, steps, componentPath);
      written.files.forEach(file => ctx.logger.info(`Wrote ${file}`));
      ctx.output('title', `${remedy.title} (${namespace}/${name})`);
      ctx.output(
        'description',
        describeRemedy(posture, remedy, steps, written),
      );
      ctx.output('files', [...written.files]);
      ctx.output(
        'manual',
        written.manual.map(({ command }) => command),
      );
    },
  });
}

function findRemedy(
  { cluster, service, remedies, remediesPending }: ServicePosture,
  id: string,
): Remedy {
  const found = remedies.find(remedy => remedy.id === id);
  const of = `Service ${service.namespace}/${service.name} in cluster ${cluster}`;
  if (remediesPending) {
    throw new NotFoundError(
      `The posture of ${of} has just changed, and its remedies are being worked out anew: try again in a minute`,
    );
  }
  if (!found) {
    const ids = remedies.map(remedy => remedy.id).join(', ') || 'none';
    throw new NotFoundError(
      `There is no remedy ${id} of ${of}. There are: ${ids}`,
    );
  }
  return found;
}

function chooseSteps(
  { id, steps }: Remedy,
  numbers: readonly number[] | undefined,
): readonly RemedyStep[] {
  const missing = numbers?.filter(number => number > steps.length) ?? [];
  if (missing.length > 0) {
    throw new InputError(
      `The remedy ${id} has ${
        steps.length
      } steps; there is no step ${missing.join(', ')}`,
    );
  }
  return numbers
    ? steps.filter((_, index) => numbers.includes(index + 1))
    : steps;
}

function fileName(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9.-]+/g, '-');
}
