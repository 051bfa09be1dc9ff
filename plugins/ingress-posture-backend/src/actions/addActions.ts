import { addFleetSummaryAction } from './fleetSummaryAction';
import { addListFindingsAction } from './listFindingsAction';
import { addListServicesAction } from './listServicesAction';
import { addPostureActions } from './postureActions';
import { addPreviewStrictAction } from './previewStrictAction';
import type { ActionOptions } from './readingAction';
import { addTryChangeAction } from './tryChangeAction';
import { addTryConnectionAction } from './tryConnectionAction';

/** Registers what assistants and other plugins can ask; docs/mcp.md. Nothing is ever written to a cluster. */
export function addActions(options: ActionOptions): void {
  addPostureActions(options);
  addFleetSummaryAction(options);
  addListServicesAction(options);
  addListFindingsAction(options);
  addTryConnectionAction(options);
  addPreviewStrictAction(options);
  addTryChangeAction(options);
}
