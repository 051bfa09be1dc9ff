import type {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { openApiDescription } from '@ingress-posture/plugin-ingress-posture-common';
import type { Request, Response, Router } from 'express';
import { audited, AuditedQuestion } from './audit';
import { refuseMethod } from './refuseMethod';

type Caller = 'user' | 'service';

/** Answers a request that was authenticated and fits the description. */
export type Route = (asked: {
  readonly request: Request;
  readonly response: Response;
  readonly credentials: BackstageCredentials;
}) => Promise<void>;

/** Routes by the `operationId` that they have in the OpenAPI description. */
export type Routes = Readonly<
  Record<
    string,
    {
      readonly audit: AuditedQuestion;
      /** Who is answered at all; users and services unless it is said. */
      readonly allow?: readonly Caller[];
      readonly answer: Route;
    }
  >
>;

interface AddRoutesOptions {
  readonly httpAuth: HttpAuthService;
  readonly auditor: AuditorService;
}

/** Adds each operation of the OpenAPI description, where the description says; throws for one without a route. */
export function addRoutes(
  router: Router,
  routes: Routes,
  { httpAuth, auditor }: AddRoutesOptions,
): void {
  for (const [described, operations] of Object.entries(
    openApiDescription.paths,
  )) {
    const path = described.replace(/\{(\w+)\}/g, ':$1');
    for (const [method, { operationId }] of Object.entries(operations)) {
      const route = routes[operationId];
      if (!route) throw new Error(`Nothing answers ${operationId}`);
      const allow = [...(route.allow ?? (['user', 'service'] as const))];
      const handle = async (request: Request, response: Response) => {
        const credentials = await httpAuth.credentials(request, { allow });
        await route.answer({ request, response, credentials });
      };
      router[method as 'get' | 'post'](
        path,
        audited(auditor, route.audit, handle),
      );
    }
    router.all(path, refuseMethod(Object.keys(operations)));
  }
}
