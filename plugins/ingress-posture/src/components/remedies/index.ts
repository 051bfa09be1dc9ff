export * from './RemediesSection';
