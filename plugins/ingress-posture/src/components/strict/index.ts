export * from './StrictView';
