export * from './RemediesSection';
export * from './RemedySteps';
