import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';

type Handler = (request: Request, response: Response) => Promise<void>;

/** What is asked, for the audit log: a group of questions, and which of them. */
export interface AuditedQuestion {
  readonly eventId:
    | 'posture-read'
    | 'fleet-read'
    | 'cluster-read'
    | 'try-out'
    | 'silence';
  readonly queryType: string;
}

/**
 * Has every request audited: who asked what of which service, entity or cluster, and whether it was
 * answered. Neither bodies nor answers are written down.
 */
export function audited(
  auditor: AuditorService,
  { eventId, queryType }: AuditedQuestion,
  handle: Handler,
): Handler {
  return async (request, response) => {
    const event = await auditor.createEvent({
      eventId,
      request,
      meta: { queryType, ...request.params },
    });
    try {
      await handle(request, response);
      await event.success();
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  };
}
