import type {
  ActionsRegistryActionOptions,
  ActionsRegistryService,
} from '@backstage/backend-plugin-api/alpha';
import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import { z } from 'zod/v3';
import type { ClusterAnswers } from '../answers/ClusterAnswers';
import type { EntityAnswers } from '../answers/EntityAnswers';
import type { ServiceAnswers } from '../answers/ServiceAnswers';

/** What actions are answered from; they check the permissions of who asks. */
export interface ActionOptions {
  readonly registry: ActionsRegistryService;
  readonly auditor: AuditorService;
  readonly entities: EntityAnswers;
  readonly services: ServiceAnswers;
  readonly clusters: ClusterAnswers;
}

interface ReadingAction<I extends z.ZodRawShape, O extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject<I>;
  readonly output: z.ZodObject<O>;
  readonly examples: ActionsRegistryActionOptions<
    z.ZodObject<I>,
    z.ZodObject<O>
  >['examples'];
  /** Hides the action from who does not have it; what is answered is checked anyway. */
  readonly permission?: BasicPermission;
  answer(
    input: z.infer<z.ZodObject<I>>,
    credentials: BackstageCredentials,
  ): Promise<z.infer<z.ZodObject<O>>>;
}

/** Registers an action that only reads, and has it audited. */
export function addReadingAction<
  I extends z.ZodRawShape,
  O extends z.ZodRawShape,
>(
  { registry, auditor }: Pick<ActionOptions, 'registry' | 'auditor'>,
  { input, output, answer, permission, ...action }: ReadingAction<I, O>,
): void {
  registry.register<z.ZodObject<I>, z.ZodObject<O>>({
    ...action,
    attributes: { readOnly: true, idempotent: true, destructive: false },
    ...(permission && { visibilityPermission: permission }),
    schema: { input: () => input, output: () => output },
    action: async context => {
      const event = await auditor.createEvent({
        eventId: 'action',
        meta: {
          queryType: action.name,
          ...namesIn(context.input),
          onBehalfOf: nameOf(context.credentials),
        },
      });
      try {
        const answered = await answer(context.input, context.credentials);
        await event.success();
        return { output: answered } as never;
      } catch (error) {
        await event.fail({
          error: error instanceof Error ? error : new Error(String(error)),
        });
        throw error;
      }
    },
  });
}

/** What of a question says what it is about; manifests and the like are not written down. */
function namesIn(input: Readonly<Record<string, unknown>>) {
  const names = ['entityRef', 'cluster', 'namespace', 'name', 'service'];
  return Object.fromEntries(
    names.flatMap(name =>
      typeof input[name] === 'string' ? [[name, input[name]]] : [],
    ),
  );
}

function nameOf({ principal }: BackstageCredentials): string {
  const named = principal as { userEntityRef?: string; subject?: string };
  return named.userEntityRef ?? named.subject ?? 'nobody';
}
