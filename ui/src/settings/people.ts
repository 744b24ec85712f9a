import type { Team } from '@sextant/db/access/access.model'
import type { Role } from '@sextant/db/access/role.model'
import { useQuery } from '@tanstack/solid-query'
import { api } from '../app/api'
import { roleName } from '../app/role-name'
import { t } from './settings.text'

/** The lists of this page, refreshed by live events about members. */
export const useMemberList = () =>
  useQuery(() => ({
    queryKey: ['member', 'settings'],
    queryFn: ({ signal }) => api.get('/crm/members', { signal }),
  }))

export const useTeamList = () =>
  useQuery(() => ({
    queryKey: ['team', 'all'],
    queryFn: ({ signal }) => api.get('/crm/teams', { signal }),
  }))

export const useInvitationList = () =>
  useQuery(() => ({
    queryKey: ['invitation', 'all'],
    queryFn: ({ signal }) => api.get('/crm/invitations', { signal }),
  }))

export const useRoleList = () =>
  useQuery(() => ({
    queryKey: ['role', 'all'],
    queryFn: ({ signal }) => api.get('/crm/roles', { signal }),
  }))

/** Roles to choose among: those that the reader may give. The one that is held already stays among them. */
export const roleOptions = (all: readonly Role[] | undefined, held?: string) =>
  (all ?? [])
    .filter(({ key, givable }) => givable || key === held)
    .map(({ key }) => ({ value: key, label: roleName(key, all) }))

export const teamOptions = (teams: readonly Team[] | undefined) => [
  { value: '', label: t('team.none') },
  ...(teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
]
