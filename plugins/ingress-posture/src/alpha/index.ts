/**
 * The plugin for the frontend system of `@backstage/frontend-plugin-api`.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
