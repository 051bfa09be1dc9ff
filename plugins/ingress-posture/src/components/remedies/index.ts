export * from './RemediesSection';
export * from './RemedySteps';
export * from './unmendedErrors';
