"""Pictures that belong to cases, each kept once under the SHA-256 of its bytes.

They are never changed or deleted, as the versions of a case that name them are not.
"""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from ergo.errors import InputError
from ergo.store.faults import told
from ergo.store.tables import attachments


def digest_of(data: bytes) -> str:
    """The SHA-256 under which these bytes are kept, as 64 hexadecimal digits."""
    return sha256(data).hexdigest()


class Attachments:
    """The attachments of one store. Every method raises StoreError where the database cannot be read or written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, data: bytes) -> str:
        """Keep these bytes, unless they are there; their digest. When this returns they are on the disk."""
        digest = digest_of(data)
        with told(self._engine.url):
            if digest in self.sizes([digest]):
                return digest
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(attachments).values(digest=digest, data=data))
            except IntegrityError:
                pass  # another program kept the same bytes meanwhile
        return digest

    def load(self, digest: str) -> bytes:
        """The bytes with this digest; InputError when there are none, or they were changed on the disk."""
        with told(self._engine.url), self._engine.connect() as connection:
            query = select(attachments.c.data).where(attachments.c.digest == digest)
            data = connection.execute(query).scalar()
        if data is None:
            raise InputError("The picture is not in the database.", field="attachment", value=digest)
        if digest_of(data) != digest:
            raise InputError("The picture is damaged in the database.", field="attachment", value=digest)
        return bytes(data)

    def sizes(self, digests: Iterable[str]) -> dict[str, int]:
        """The number of bytes of those of the digests that are kept."""
        columns = (attachments.c.digest, func.length(attachments.c.data))
        query = select(*columns).where(attachments.c.digest.in_(set(digests)))
        with told(self._engine.url), self._engine.connect() as connection:
            return {digest: int(size) for digest, size in connection.execute(query)}
