"""The web editor: the declarations of fields in, the forms that Sveltia CMS shows out."""
