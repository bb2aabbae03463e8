import { validatorCompiler } from 'fastify-type-provider-zod';
import { AppError } from '../../base/app-error.ts';

/** Validates by zod. A body with so many faults that telling them overflows the stack is refused like any other bad one. */
export const boundedValidatorCompiler: typeof validatorCompiler = (route) => {
  const validate = validatorCompiler(route);
  return (value: unknown) => {
    try {
      return validate(value);
    } catch (cause) {
      if (cause instanceof RangeError)
        return { error: new AppError('REQUEST_INVALID', 'The body has too many faults to tell. Nothing was stored.', { cause }) };
      throw cause;
    }
  };
};
