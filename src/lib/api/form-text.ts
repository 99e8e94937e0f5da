/** Reads the lines of a form by name; what is not there is empty. */
export async function readText(request: Request): Promise<(field: string) => string> {
  const form = await request.formData();
  return (field) => {
    const value = form.get(field);
    return typeof value === 'string' ? value : '';
  };
}
