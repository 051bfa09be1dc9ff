/**
 * Writes docs/api-reference.md from the OpenAPI description.
 * Run with `npm run api-reference` after changing a file in plugins/ingress-posture-common/src/openapi.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { apiReference } from '../src/openapi/apiReference';

writeFileSync(
  path.resolve(__dirname, '../../../docs/api-reference.md'),
  apiReference(),
);
